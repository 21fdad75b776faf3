import django.db.models.deletion
from django.db import migrations, models

TABLE = "desk_searchdocument"
INDEX = "desk_searchindex"

# Tokens come folded and hold letters and digits only. The tokenizer "ascii" takes all
# letters beyond ASCII for parts of a word, so it changes and splits none.
# A beginning of a word is quick only where it has an index of its length, which holds
# no shorter words. Three to thirteen letters, and one for the layer.
PREFIXES = "4 5 6 7 8 9 10 11 12 13 14"
ADD = f"INSERT INTO {INDEX}(rowid, tokens) VALUES (new.incident_id, new.tokens);"
REMOVE = (
    f"INSERT INTO {INDEX}({INDEX}, rowid, tokens)"
    " VALUES ('delete', old.incident_id, old.tokens);"
)
SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5("
    f" tokens, content='{TABLE}', content_rowid='incident_id',"
    f" tokenize='ascii', detail=none, columnsize=0, prefix='{PREFIXES}')",
    f"CREATE TRIGGER {INDEX}_added AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER {INDEX}_removed AFTER DELETE ON {TABLE} BEGIN {REMOVE} END",
    f"CREATE TRIGGER {INDEX}_changed AFTER UPDATE ON {TABLE} BEGIN {REMOVE}{ADD} END",
)
# A pending list would make searches slower the more was written since the last
# vacuum; without it each write costs a little more, and a search always the same.
POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector NOT NULL"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED",
    f"CREATE INDEX {INDEX} ON {TABLE} USING gin (vector) WITH (fastupdate = off)",
)


def make_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    # On PostgreSQL it goes with its table, as the triggers do on SQLite.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {INDEX}", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0005_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_document', serialize=False, to='desk.incident')),
                ('tokens', models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
