"""The LLM coder: any language model behind an OpenAI-compatible address, each of its records checked against the page."""
