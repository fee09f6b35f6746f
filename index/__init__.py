"""Passages and tables made searchable: BM25 and FAISS, fused by rank."""
