import re

from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.make_sheets import make_sheets
from fashionseg.tables.read_published import PAPER_DIR, read_published
from fashionseg.tables.results import Results
from fashionseg.tables.to_csv import to_csv
from fashionseg.tables.to_latex import to_latex
from fashionseg.tables.to_markdown import to_markdown
from fashionseg.tables.write_files import write_files


def write_tables(results_dir, dataset, profile, out_dir, statistics=None,
                 code_configurations=None, sections=(), paper_dir=PAPER_DIR):
    """Write Tables I, III, IV and V: the published numbers beside ours.

    Args:
        results_dir: Folder with ``<dataset>/<profile>/<configuration>/seed<n>/``.
        dataset: 'generated', 'ccp' or 'modanet'.
        profile: 'quick', 'small', 'medium' or 'paper'.
        out_dir: Folder for the tables.
        statistics: What ``class_statistics`` of ``fashionseg.datasets.statistics``
            returns, for Table I.
        code_configurations: ``fashionseg.configurations.TABLE_5``, for Table V.
        sections: What is made from the same numbers and goes with the tables:
            functions from (what ``read_published`` returns, ``Results``) to a
            dictionary file name -> text.
        paper_dir: Folder of the published numbers.

    Returns:
        Paths of the files: ``table_1``, ``table_3``, ``table_4`` and ``table_5``,
        each as Markdown, CSV and LaTeX, those of the sections, and ``tables.md``,
        all the Markdown in one.

    Raises:
        UserError: When results are missing, damaged, or do not belong together;
            nothing is written then.
    """
    published = read_published(paper_dir)
    results = Results.read(results_dir, dataset, profile)
    texts = {}
    for sheet in make_sheets(published, results, statistics, code_configurations):
        texts[f'{sheet.file_stem}.md'] = to_markdown(sheet)
        texts[f'{sheet.file_stem}.csv'] = to_csv([sheet])
        texts[f'{sheet.file_stem}.tex'] = to_latex(sheet)
    for make_files in sections:
        texts.update(make_files(published, results))
    texts['tables.md'] = _join(describe_results(results), texts)
    return write_files(out_dir, texts)


def _join(label, texts):
    # Each page becomes a chapter: its headings go one level down.
    pages = [re.sub('^#', '##', text, flags=re.MULTILINE)
             for name, text in texts.items() if name.endswith('.md')]
    return '\n'.join([f'# Published and measured\n\n**Ours: {label}.**\n', *pages])
