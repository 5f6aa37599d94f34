"""What the floors below tell, which do not know this room: raised as notices in the transaction of what happened."""
