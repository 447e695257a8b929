# SPDX-License-Identifier: MIT
"""The test system: see tests/run.py for what it does, and each module for its part."""
