/** A row of an offer file: values by column, in lower case and without spaces ("Usage Type" and "usageType" are both in use). */
export type OfferRow = Readonly<Record<string, string>>;

/** An offer file of AWS's price list, as it is read: its publication date and its rows. */
export interface OfferFile {
  /** Date of the prices, YYYY-MM-DD. */
  readonly published: string;
  readonly rows: AsyncIterable<OfferRow>;
}

/**
 * Reads an offer file in its CSV form, line by line, because that of EC2 has hundreds of megabytes. Five lines of metadata come first, then
 * the columns (AWS Price List User Guide, "Reading the service price list file"). Only on-demand rows are returned.
 * @throws Error when the text is not an offer file
 */
export async function readOfferFile(lines: AsyncIterable<string>): Promise<OfferFile> {
  const iterator = lines[Symbol.asyncIterator]();
  let published = "";
  for (let line = await iterator.next(); !line.done; line = await iterator.next()) {
    const [name = "", value = ""] = fieldsOf(line.value);
    if (name === "Publication Date") published = value.slice(0, 10);
    if (name !== "SKU") continue;
    if (published === "") break;
    return { published, rows: rowsOf(iterator, fieldsOf(line.value).map(columnName)) };
  }
  throw new Error("not an offer file of the price list: it has no publication date or no columns");
}

async function* rowsOf(lines: AsyncIterator<string>, columns: readonly string[]): AsyncGenerator<OfferRow> {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    // Most rows are reservations.
    if (!line.value.includes('"OnDemand"')) continue;
    const fields = fieldsOf(line.value);
    yield Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""]));
  }
}

function columnName(title: string): string {
  return title.replaceAll(" ", "").toLowerCase();
}

/** The fields of a line, all of which are quoted. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field = ""]) => field.replaceAll('""', '"'));
}
