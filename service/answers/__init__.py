"""Answers: rendered once and kept (:mod:`service.answers.cache`), and one model for the shape of each.

The models describe what the API answers, in ``/openapi.json`` and for its readers. What is sent is
rendered from plain documents, so they cost nothing when a question is answered; that both agree is
tested with real answers of every role.
"""

from service.answers.cache import Answer, Answers, answer_of, render_json

__all__ = ["Answer", "Answers", "answer_of", "render_json"]
