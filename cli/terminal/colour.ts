import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/**
 * Text in a colour, where the stream is a terminal and NO_COLOR is not set (no-color.org). `styleText` considers the stream by itself only from
 * Node.js 22.13 on.
 */
export function coloured(
  format: Format,
  text: string,
  stream: Pick<NodeJS.WriteStream, "isTTY"> = process.stdout,
): string {
  return stream.isTTY && !process.env.NO_COLOR && text !== ""
    ? styleText(format, text, { validateStream: false })
    : text;
}
