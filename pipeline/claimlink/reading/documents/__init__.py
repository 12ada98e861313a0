"""Documents -> extracted text: HTML, Word, PDF and JATS XML, each in a module of its own.

:class:`Extractor` runs them in a process of their own, with limits of time and memory: whatever a
document does to its library, the run goes on.  Nothing of it is imported before the first document.
"""

from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.extractor import Extractor, Limits

__all__ = ["Extracted", "Extractor", "Limits"]
