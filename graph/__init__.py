"""The domain: what things are, how they are stored, how questions about a partnership are answered."""
