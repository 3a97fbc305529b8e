"""Things done end to end, one file each, for the window and the command line alike."""
