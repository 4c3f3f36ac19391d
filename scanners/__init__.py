"""A device in, page files out: SANE, eSCL, files; nothing here knows dossiers or windows."""
