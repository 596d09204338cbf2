"""The statements of the paper, judged on its own tables and on ours."""

from fashionseg.claims.claim_files import claim_files
from fashionseg.claims.claim_lines import claim_lines
from fashionseg.claims.claim_records import claim_records
from fashionseg.claims.claims import CLAIMS
from fashionseg.claims.judge_claims import judge_claims
from fashionseg.claims.rules import RULES

__all__ = ['CLAIMS', 'RULES', 'claim_files', 'claim_lines', 'claim_records',
           'judge_claims']
