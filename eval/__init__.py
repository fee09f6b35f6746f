"""Known questions asked of the same service, scored and benchmarked."""
