"""One way to run a network: a single thread, since pages are read side by side."""

from pathlib import Path

import onnxruntime  # type: ignore[import-untyped]  # it carries no types


def open_session(model: Path) -> onnxruntime.InferenceSession:
    """Load a model for one core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: its advice would go to stderr
    # Each line has a width of its own: memory kept for the last width would only pile up.
    options.enable_mem_pattern = False
    # A quarter and two thirds of the weights of two of the finder's layers are denormal (under
    # 1.2e-38, as good as nothing): a processor takes three times as long over such numbers. The
    # runtime heeds this in the first session of a process alone: every session has to ask for it.
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )
