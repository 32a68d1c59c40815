"""The plan of invitations at the door: steps of people, documents, files to send."""
