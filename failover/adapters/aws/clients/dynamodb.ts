import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { perRegion } from "./per-region";

export const dynamodbClient = perRegion((settings) => new DynamoDBClient(settings));
