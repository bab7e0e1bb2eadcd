"""What the commands say of themselves: in `--help` and in `docs/cli.md`."""

from __future__ import annotations

DESCRIPTION = """\
Read event records (who did what to how many people, where, when, with what, and who says so) out of Arabic
reports about human rights and armed conflict."""

EXIT_CODES = """\
exit codes:
  0  all went well; a document in which nothing is found is no failure
  1  some documents could not be read or processed: each is named with its reason on standard error,
     and all others are written
  2  wrong use, such as an unknown option or an output folder that is not there; nothing is done
  130  stopped by Ctrl-C; a file named by -o is left as it was"""

INPUTS = """\
what a PATH may be:
  report.txt     one document; its id is the file's name without .txt, or, where two files share that
                 name, the path below the folder they have in common
  reports.jsonl  one document a line: {"id": …, "text": …, "published": "2019-03-31", "title": …, "source": …,
                 "url": …}. Only "text" is needed; other keys are kept. Without "id" a document is called after
                 its file and line (reports-12)
  folder         all .txt and .jsonl files in it and below, sorted, hidden ones left out
  -              standard input: JSON lines if the first visible character is {, else the text of one document
Files with other names are read as text. A manifest.jsonl in a folder is no document: its lines
{"file": "report.txt", "published": …, "title": …, "source": …} describe the text files beside it.
Encodings are detected: UTF-8, UTF-16 (with or without its mark), Windows-1256, ISO 8859-6. Damaged and binary files
are refused by name, and so are empty ones (exit code 1): an empty file is nearly always a failed download. A
document without any Arabic letter is noted and gives nothing (exit code 0). Ids taken twice are made distinct."""

EXTRACT = """\
Read documents and write one event record a line as JSON (UTF-8), or a table with a line per count."""

EXTRACT_EXAMPLES = """\
examples:
  tawthiq extract report.txt
  tawthiq extract report.txt --published 2019-10-03 --format table
  tawthiq extract archive/ -o events.jsonl
  tawthiq extract archive/ -o events.jsonl --format table   (the records go to the file, the table is shown)
  pdftotext report.pdf - | tawthiq extract - > events.jsonl"""

SAME_INPUTS = """\
what a PATH may be:
  What it may be for `tawthiq extract`, with the same exit codes; without one, standard input is read."""

NORMALIZE = """\
Print documents in match form, in which all comparing with word lists is done: without harakat, tatweel and
direction marks, with the families of alef, ya, ta marbuta and hamza folded and digits 0-9. Each document ends with a
line end; as JSON lines each is {"id": …, "text": …}."""

NORMALIZE_EXAMPLES = """\
examples:
  tawthiq normalize report.txt
  echo 'مُحافظةُ إدلب' | tawthiq normalize"""

TOKENIZE = """\
Print the words of documents, one a line: where each starts and ends in the original text (in Unicode code
points), the text there, its match form, and the document. Clitics are words of their own."""

TOKENIZE_EXAMPLES = """\
examples:
  tawthiq tokenize report.txt
  echo 'مقتل 12 مدنياً' | tawthiq tokenize
  tawthiq tokenize archive/ --format jsonl"""

LINES = """\
what FILE may be:
  a text file, read line by line in the encodings that `tawthiq extract` reads, or - for standard input (the default).
  Every line gives one line of JSON, an empty one too, so that both can be put side by side."""

NUMBERS = """\
Print the numbers of each line as JSON, {"text": …, "found": […]}: where each starts and ends in the line (in Unicode
code points), its text, value and upper end by its bound, its kind (cardinal, ordinal, percent, money, fraction), the
rule that read it, and the phrase it makes with the words that bound it. Dates and ages are numbers here too."""

NUMBERS_EXAMPLES = """\
examples:
  echo 'ما لا يقل عن 3 آلاف و918 نازحاً' | tawthiq numbers
  tawthiq numbers report.txt > numbers.jsonl"""

DATES = """\
Print the expressions of time of each line as JSON, {"text": …, "found": […]}: where each starts and ends in the line
(in Unicode code points), its text, what it says from and to (ISO 8601, both inclusive, null where it cannot be
resolved), its kind (date, period, time, duration), the rule that read it, and the length of a duration. A date without
year is the latest such before the reference."""

DATES_EXAMPLES = """\
examples:
  echo 'من 3 إلى 7 آذار 2019' | tawthiq dates
  echo 'الشهر الماضي' | tawthiq dates --reference 2019-10-03
  tawthiq dates report.txt --reference 2019-10-03T14:30 > dates.jsonl"""

EVALUATE = """\
Compare records with gold by SPEC section 5: number, fact, core, strict and slot F1 with precision, recall and 95 %
bootstrap intervals over documents; entities and events without a count; by genre, country, phenomenon and length;
what is taken for what. GOLD is the corpus (.jsonl), gold in the flat form (.json), or a folder of either."""

EVALUATE_EXAMPLES = """\
examples:
  tawthiq evaluate annotations/dev.jsonl --model default
  tawthiq evaluate annotations/dev.jsonl records.jsonl --errors
  tawthiq evaluate annotations/dev.jsonl --model default --baseline records.jsonl --html evaluation.html"""

CORPUS = """\
Work with the labelled corpus: check annotations, split them, exchange them with annotation tools, measure the agreement
of annotators."""

CHECK = """\
Check annotation files: offsets, ids, values and bounds, parts and wholes, unknown labels, and numbers of the text that
are neither counted nor listed as counting nothing. Every problem is named with file and line."""

CHECK_EXAMPLES = """\
examples:
  tawthiq corpus check annotations/train.jsonl annotations/dev.jsonl annotations/test.jsonl
  tawthiq corpus check annotations/corpus.jsonl --report description.json"""

SPLIT = """\
Deal documents out to train, dev and test, each with its share of every genre and country; near-duplicates stay on one
side. The same files and seed give the same split."""

SPLIT_EXAMPLES = """\
examples:
  tawthiq corpus split annotations/corpus.jsonl -o annotations"""

AGREEMENT = """\
Compare two annotations of the same documents, A taken as gold: the scores of `tawthiq evaluate`, entities,
Krippendorff's alpha of event types, and every disagreement with its sentence."""

AGREEMENT_EXAMPLES = """\
examples:
  tawthiq corpus agreement first.jsonl second.jsonl"""

EXPORT = """\
Write annotations in the form of an annotation tool, without loss: brat, doccano, labelstudio, webanno (INCEpTION), or
as a spaCy DocBin. docs/exchange.md says what is seen in each, and how to open it there."""

EXPORT_EXAMPLES = """\
examples:
  tawthiq corpus export annotations/dev.jsonl --format brat -o brat/
  tawthiq corpus export annotations/dev.jsonl --format docbin -o dev.spacy"""

IMPORT = """\
Read annotations back from an annotation tool and write them as JSON lines; `flat` reads the form of gold in which facts
stand beside the records. What cannot be gold is refused with file, line and what to mend."""

IMPORT_EXAMPLES = """\
examples:
  tawthiq corpus import brat/ --format brat -o annotations.jsonl
  tawthiq corpus import export.json --format labelstudio -o annotations.jsonl"""

EXPLAIN = """\
Say why each record came out: for every field the characters it was read from, the rule that found them, and who
gave them to the record, the rules or a score. A score goes from 0 to 1; behind it stand the features of the pair that
weighed most, for (+) and against (-) it."""

EXPLAIN_EXAMPLES = """\
examples:
  tawthiq explain report.txt
  tawthiq explain reports.jsonl --event idlib-2018-3f2a90c1d4"""
