/** Name of the file with fetched prices, beside the project's file. */
export const PRICE_FILE = "redoubt-prices.json";
