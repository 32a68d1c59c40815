"""The advisor's report (raport): one content, written as a page, a PDF or a workbook."""
