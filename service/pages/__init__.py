"""What all pages are made of: the shell, the list of pages, words, files, questions, errors."""
