import { openMysql } from "../adapters/sql/mysql";
import { sentinelFunctions } from "./handler";

/** The functions' bundle for MySQL and MariaDB. */
export const { sentinel, setUp } = sentinelFunctions("mysql", openMysql);
