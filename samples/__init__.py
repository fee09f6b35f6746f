"""The sample reports that the project ships, and the script that makes them."""
