"""What each source consists of: its tables and their columns, as `contracts/<source>/<table>.yaml` state them.

Everything that reads, checks or describes a file of a source asks here. No file that someone sent belongs here.
"""
