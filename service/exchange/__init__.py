"""Packages read and written: import with its preview, export, undo, removal, the demo."""
