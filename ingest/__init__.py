"""Reports in: files become pages, sections and tables of cells that know what they mean."""
