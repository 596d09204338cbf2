from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.make_configuration_sheet import make_configuration_sheet
from fashionseg.tables.make_data_sheet import make_data_sheet
from fashionseg.tables.make_score_sheet import make_score_sheet


def make_sheets(published, results, statistics=None, code_configurations=None):
    """Tables I, III, IV and V, ready to be drawn in any form.

    Args:
        published: What ``read_published`` returns.
        results: :class:`~fashionseg.tables.results.Results`.
        statistics: What ``class_statistics`` of ``fashionseg.datasets.statistics``
            returns, for Table I; None where the photos are not there.
        code_configurations: ``fashionseg.configurations.TABLE_5``, for Table V.

    Returns:
        List of :class:`~fashionseg.tables.sheet.Sheet`, in the order of the paper.
    """
    label = describe_results(results)
    return [
        make_data_sheet(published, results.dataset, label, statistics),
        make_score_sheet('III', published, results, label),
        make_score_sheet('IV', published, results, label),
        make_configuration_sheet(published, results, label, code_configurations),
    ]
