"""Streamlit's English, in French. Data, rendered to the script that the page loads.

Only whole texts are translated, so a reader's own words are never touched by accident: `WORDS` are short and apply
outside the places where content is shown (`CONTENT`), `SENTENCES` are long enough to be recognised anywhere,
`PATTERNS` hold a number or a name and apply where words do.
"""

import json

NBSP = "\u00a0"

WORDS: dict[str, str] = {
    # Frame, navigation, header
    "Skip to main content": "Aller au contenu",
    "App pages": "Pages du tableau de bord",
    "Sidebar": "Panneau latéral",
    "Expand sidebar": "Ouvrir le panneau latéral",
    "Collapse sidebar": "Fermer le panneau latéral",
    "View less": "Afficher moins",
    "Main menu": "Menu principal",
    "App Logo": "Accueil du tableau de bord",
    "Navigate to home page": "Revenir à l’accueil",
    "Toolbar action": "Action",
    "Link to heading": "Lien vers ce titre",
    "(opens in new tab)": "(nouvel onglet)",
    "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants",
    "Page not found": "Page introuvable",
    # State of the page
    "Running...": "Mise à jour…",
    "Stop": "Arrêter",
    "Stopping...": "Arrêt…",
    "Rerun": "Actualiser",
    "Always rerun": "Toujours actualiser",
    "File change.": "Fichier modifié.",
    "Connecting": "Connexion…",
    "Connecting to Streamlit server": "Connexion au serveur",
    "Connection error": "Connexion interrompue",
    "Unable to connect to Streamlit server": "Le serveur ne répond pas",
    "Error": "Erreur",
    "Try again": "Réessayer",
    "Retry": "Réessayer",
    "Please wait...": "Veuillez patienter…",
    "Loading...": "Chargement…",
    "Script execution error": "Erreur d’affichage de la page",
    "Traceback:": "Détail technique" + NBSP + ":",
    "Dismiss": "Fermer",
    "Don't show again": "Ne plus afficher",
    "Cancel": "Annuler",
    "Close": "Fermer",
    "Settings": "Réglages",
    "Print": "Imprimer",
    "Record a screencast": "Enregistrer l’écran",
    "About": "À propos",
    "Theme": "Thème",
    "Clear cache": "Vider le cache",
    "Get help": "Aide",
    "Help": "Aide",
    # Choices
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "Choose or add an option": "Choisir ou ajouter",
    "Choose or add options": "Choisir ou ajouter",
    "Add an option": "Ajouter",
    "Add options": "Ajouter",
    "Select...": "Choisir…",
    "No options to select": "Aucun choix possible",
    "No options to select.": "Aucun choix possible.",
    "Clear all": "Tout effacer",
    "Clear value": "Effacer",
    "Clear entry": "Effacer",
    "Clear selection": "Effacer la sélection",
    "Selected values": "Valeurs choisies",
    "Selectbox options": "Choix possibles",
    "Multiselect options": "Choix possibles",
    "Open": "Ouvrir la liste",
    "Increment": "Augmenter",
    "Decrement": "Diminuer",
    "Show password": "Afficher le mot de passe",
    "Hide password": "Masquer le mot de passe",
    "(required)": "(obligatoire)",
    "This field is required.": "Ce champ est obligatoire.",
    "Invalid input.": "Saisie non valable.",
    # Dates: the empty places of a field
    "dd": "jj",
    "yyyy": "aaaa",
    "Choose date": "Choisir une date",
    "Choose date range": "Choisir une période",
    "Clear date": "Effacer la date",
    "Clear dates": "Effacer les dates",
    "Date range": "Période",
    "Quick select a date range": "Périodes courantes",
    "Choose date and time": "Choisir une date et une heure",
    "Clear date and time": "Effacer la date et l’heure",
    "Time": "Heure",
    "Calendar": "Calendrier",
    "Next": "Suivant",
    "Next month": "Mois suivant",
    "Previous month": "Mois précédent",
    "Previous": "Précédent",
    "Start Date": "Date de début",
    "End Date": "Date de fin",
    # Files
    "Upload": "Choisir un fichier",
    "Upload directories": "Choisir un dossier",
    "Add files": "Ajouter des fichiers",
    "file upload": "Dépôt de fichier",
    "Drag and drop a file here": "Déposer un fichier ici",
    "Drag and drop files here": "Déposer des fichiers ici",
    "Too many files": "Trop de fichiers",
    "Download failed": "Le téléchargement a échoué",
    "Request timed out": "Le serveur n’a pas répondu à temps",
    "Connection timed out": "Le serveur n’a pas répondu à temps",
    "Network error": "Erreur de réseau",
    "Unknown error": "Erreur inconnue",
    # Charts, tables, code
    "Fullscreen": "Plein écran",
    "Enter fullscreen": "Plein écran",
    "Exit fullscreen": "Quitter le plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Download as CSV": "Télécharger en CSV",
    "Search": "Rechercher",
    "Type to search": "Rechercher",
    "Close Search": "Fermer la recherche",
    "Next Result": "Résultat suivant",
    "Previous Result": "Résultat précédent",
    "Show/hide columns": "Colonnes affichées",
    "Scrollable table": "Tableau à faire défiler",
    "Dataframe column menu": "Menu de la colonne",
    "Sort ascending": "Trier par ordre croissant",
    "Sort descending": "Trier par ordre décroissant",
    "Statistics": "Statistiques",
    "Autosize": "Ajuster la largeur",
    "Pin column": "Figer la colonne",
    "Unpin column": "Libérer la colonne",
    "Hide column": "Masquer la colonne",
    "Copy column name": "Copier le nom de la colonne",
    "Add row": "Ajouter une ligne",
    "Delete row(s)": "Supprimer les lignes",
    "Automatic": "Automatique",
    "Localized": "Français",
    "Plain": "Sans mise en forme",
    "Percent": "Pourcentage",
    "Scientific": "Scientifique",
    "Accounting": "Comptable",
    "Values": "Valeurs",
    "Average": "Moyenne",
    "Median": "Médiane",
    "Standard deviation": "Écart type",
    "Sum": "Somme",
    "Range": "Étendue",
    "No data": "Aucune donnée",
    "empty": "vide",
    "Failed to load data": "Les données n’ont pas pu être chargées",
    "Copy": "Copier",
    "Copied": "Copié",
    "Copy to clipboard": "Copier",
    "Next page": "Page suivante",
    "Previous page": "Page précédente",
    "Pan": "Déplacer",
    "Zoom in": "Zoom avant",
    "Zoom out": "Zoom arrière",
    "Autoscale": "Échelle automatique",
    "Reset axes": "Rétablir les axes",
    "Reset": "Rétablir",
    "Reset view": "Rétablir la vue",
    "Reset views": "Rétablir les vues",
    "Box Select": "Sélection par rectangle",
    "Lasso Select": "Sélection au lasso",
    "Download plot as a PNG": "Télécharger l’image (PNG)",
    "Download plot": "Télécharger l’image",
    "Toggle Spike Lines": "Lignes de repère",
    "Show closest data on hover": "Valeur la plus proche au survol",
    "Compare data on hover": "Comparer les valeurs au survol",
    "Toggle show closest data on hover": "Valeur la plus proche au survol",
    "Double-click to zoom back out": "Double-cliquez pour revenir à la vue d’ensemble",
    "Double-click on legend to isolate one trace": "Double-cliquez dans la légende pour isoler une série",
    "Find My Location": "Ma position",
    "Toggle fullscreen": "Plein écran",
    "Zoom In": "Zoom avant",
    "Zoom Out": "Zoom arrière",
}

SENTENCES: dict[str, str] = {
    # Entries of a list of choices, next to the reader's own.
    "No results": "Aucun résultat",
    "No options": "Aucun choix",
    "Select all": "Tout choisir",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "Le tableau de bord ne tourne plus sur ce poste. Relancez-le" + NBSP + ":"
    ),
    "streamlit run yourscript.py": "make run",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "Le serveur ne répond pas. Vérifiez votre connexion au réseau, puis rechargez la page."
    ),
    "Connection lost. Please wait for the app to reconnect, then try again.": (
        "Connexion interrompue. Attendez qu’elle revienne, puis recommencez."
    ),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": (
        "Flèches pour changer de jour, Entrée pour choisir, Échap pour fermer."
    ),
    "Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.": (
        "Flèches pour se déplacer, Entrée pour choisir, Tabulation pour passer à l’heure, Échap pour fermer."
    ),
    "Your app is having trouble loading the component.": "Un élément de la page n’a pas pu être chargé.",
    "Number is above the allowed range.": "Ce nombre dépasse le maximum permis.",
    "Number is below the allowed range.": "Ce nombre est inférieur au minimum permis.",
    "Entered sleep mode, or too many apps or browser tabs are using the GPU.": (
        "La carte a été mise en veille par le navigateur. Rechargez la page."
    ),
}

#: Units of a file's size, as Streamlit writes them and as they are read.
SIZES = (("[Bb]ytes?", "octets"), ("B", "octets"), ("[Kk]B", "ko"), ("MB", "Mo"), ("GB", "Go"))

# JavaScript regular expressions, anchored, and their replacement ($1…).
PATTERNS: list[tuple[str, str]] = [
    (r"^View (\d+) more$", "Afficher $1 de plus"),
    (r"^Press Enter to apply$", "Entrée pour valider"),
    (r"^Press Enter to submit form$", "Entrée pour envoyer"),
    (r"^Press (Ctrl|⌘)\+Enter to apply$", "$1 + Entrée pour valider"),
    (r"^Press (Ctrl|⌘)\+Enter to submit form$", "$1 + Entrée pour envoyer"),
    (
        r"^The page that you have requested does not seem to exist\. Running the app's main page\.$",
        "L’adresse demandée ne correspond à aucune page. Voici la page d’accueil.",
    ),
    (r"^Help for (.+)$", f"Aide{NBSP}: $1"),
    (r"^Remove (.+)$", f"Retirer{NBSP}: $1"),
    (r"^Delete (.+)$", f"Supprimer{NBSP}: $1"),
    (r"^Add: (.+)$", f"Ajouter{NBSP}: $1"),
    (r"^Select (\d+) matches$", "Choisir les $1 résultats"),
    (r"^You can only select up to (\d+) options?\. Remove an option first\.$", "$1 choix au plus"),
    *((rf"^(\d+)\.(\d+) ?{unit}$", f"$1,$2{NBSP}{french}") for unit, french in SIZES),
    *((rf"^(\d+) ?{unit}$", f"$1{NBSP}{french}") for unit, french in SIZES),
    (r"^(\d+(?:\.\d+)?) ?MB per file$", f"$1{NBSP}Mo par fichier"),
    (r"^(\d+(?:\.\d+)?) ?KB per file$", f"$1{NBSP}ko par fichier"),
    (r"^(?:Error: ?)?File must be (\d+)(?:\.0)? ?MB or smaller\.?$", f"Fichier de plus de $1{NBSP}Mo{NBSP}: refusé"),
    (r"^File is larger than (\d+(?:\.\d+)?) MB$", f"Fichier de plus de $1{NBSP}Mo"),
    (r"^File type must be (?:one of )?(.+)$", f"Types acceptés{NBSP}: $1"),
    (r"^(\S+) files are not allowed\.$", f"Type de fichier refusé{NBSP}: $1."),
    (r"^Choose date, (.+)$", "Choisir une date, $1"),
    (r"^Choose date range, (.+)$", "Choisir une période, $1"),
    (r"^day, (.+)$", "jour, $1"),
    (r"^month, (.+)$", "mois, $1"),
    (r"^year, (.+)$", "année, $1"),
    (r"^(.+) start date$", f"$1{NBSP}: début"),
    (r"^(.+) end date$", f"$1{NBSP}: fin"),
    (r"^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$", "Entre $1 et $2."),
    (
        r"^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$",
        f"Maximum{NBSP}: $1.",
    ),
    (
        r"^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$",
        f"Minimum{NBSP}: $1.",
    ),
    (
        r"^You have requested page /(\S*), but no corresponding file was found in the app's pages/ directory\. "
        r"Running the app's main page\.$",
        f"L’adresse «{NBSP}/$1{NBSP}» ne correspond à aucune page. Voici la page d’accueil.",
    ),
    (r"^Failed to process a Websocket message\..*$", "Connexion interrompue. Rechargez la page."),
]

ATTRIBUTES: list[str] = ["aria-label", "title", "placeholder", "alt", "data-title", "aria-roledescription"]

# What pages write: words and patterns are left alone inside. Sentences are still recognised.
CONTENT: list[str] = [
    ".stHtml",
    '[data-testid="stMarkdownContainer"]',
    '[data-testid="stText"]',
    '[data-testid="stMetricValue"]',
    '[data-testid="stTable"]',
    '[data-testid="stSidebarNavLink"]',
    '[data-testid="stTopNavLink"]',
    '[role="option"]:not([data-key="__select_all__"])',
    '[role="grid"]',
    "text.gtitle, .xtick, .ytick, .legendtext, .annotation-text, .hoverlayer",
    "textarea",
]


# Parts of Streamlit that are built like content: words apply inside.
CHROME_IN_CONTENT: list[str] = ['[data-testid="stFileUploaderDropzone"]', '[data-testid="stSkipToContent"]']


def french_script(engine: str) -> str:
    """The script the page loads: the dictionary as a constant, then the engine that applies it."""
    dictionary = {
        "words": WORDS,
        "sentences": SENTENCES,
        "patterns": PATTERNS,
        "attributes": ATTRIBUTES,
        "content": CONTENT,
        "chrome": CHROME_IN_CONTENT,
    }
    return f"const FRENCH = {json.dumps(dictionary, ensure_ascii=False)};\n{engine}"
