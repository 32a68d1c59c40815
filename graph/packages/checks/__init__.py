"""What cells mean together: ids, references, and rules that span columns or rows."""
