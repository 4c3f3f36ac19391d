"""Words between a desk and central about a citizen's copies: one of them, to be used again."""

from offline_store.wire import CopiesQuestion, Id

PATH_COPY_FILE = "/api/v1/copies/of-citizen/file"


class CopyFileQuestion(CopiesQuestion):
    """One copy of a citizen's, by its identity code; the answer is the file itself."""

    code: Id
