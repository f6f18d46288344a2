#!/bin/sh
# The pictures in README: the first page of the demo's summary, and of the record of one of its
# meetings, as LibreOffice prints them in Russian.
# Usage: docs/picture.sh PYTHON SUMMARY.png RECORD.png
set -eu
for tool in soffice pdftoppm; do
    command -v "$tool" >/dev/null || { echo "Нет программы $tool: установите libreoffice-calc, libreoffice-writer и poppler-utils" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ru-RU</value></prop></item>
</oor:items>
XCU
printed() { # FILE, its first page to FILE.pdf
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
        --outdir "$work" "$1" >/dev/null 2>&1
}
export SOURCE_DATE_EPOCH=1613642400
"$1" -m sheets_sync demo --quiet "$work/demo"
printed "$work/demo/Сводка ИМЦ.xlsx"
pdftoppm -r 110 -f 1 -l 1 -x 30 -y 40 -W 1226 -H 620 -png -singlefile "$work/Сводка ИМЦ.pdf" "$work/page"
mv "$work/page.png" "$2"
"$1" -m sheets_sync protocol "$work/demo" --meeting С-10 --quiet -o "$work/record.docx"
printed "$work/record.docx"
pdftoppm -r 80 -f 1 -l 1 -png -singlefile "$work/record.pdf" "$work/record"
mv "$work/record.png" "$3"
