import { openPostgres } from "../adapters/sql/postgres";
import { sentinelFunctions } from "./handler";

/** The functions' bundle for PostgreSQL. */
export const { sentinel, setUp } = sentinelFunctions("postgres", openPostgres);
