"""China's working days, laid down as a dbt seed: statutory holidays and make-up working days."""
