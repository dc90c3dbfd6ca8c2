"""Use cases: what people ask of the studio, whoever asks: command line, pages, API, workers."""
