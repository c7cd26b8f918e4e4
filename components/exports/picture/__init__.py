"""Still images (SVG, PNG) of the charts and maps on screen, drawn without a browser from the very same figures.

A figure is given in pixels by its own layout, so it is drawn in pixels here: a plotting library would lay it out anew,
and would add 50 MB and half a second to a server that draws an image once in a while.
"""
