"""How is OCA's tier validation made a safe gate?  (see docs/architecture.md, Approvals)"""
