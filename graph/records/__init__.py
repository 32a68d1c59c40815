"""What people record beside a partnership's package: one file a kind of record.

Each kind has its class, its checks, its :class:`~graph.records.lifecycle.LifeCycle` where it has states,
and the declaration of how it is stored, its :class:`~graph.records.kind.RecordKind`.
"""
