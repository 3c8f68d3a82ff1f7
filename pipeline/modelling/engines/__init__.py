"""The engines that run compiled models. One file an engine; nothing here knows what a model means."""
