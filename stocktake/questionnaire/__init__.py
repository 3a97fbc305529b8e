"""Forms and answers, without a window, a file or a database."""
