"""How good the reading is: precision, recall and F1 of exported records against hand-made annotations.

Everything here works on plain records (JSON objects) on both sides, so any program's export can be measured.
"""
