"""Published open-data files: recognise, read, check, map to the contract. One module a format; no screen, no network.

`preview.preview_file` is the way in; `library.publish` keeps what was previewed; `fetch` alone knows the network.
"""
