"""What the sample reports say: prose and tables, apart from how they look."""
