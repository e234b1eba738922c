"""The attachments and headline figures as a workbook ready to print (`附件.xlsx`)."""
