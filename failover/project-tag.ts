/** Key of the tag that holds the Pulumi project's name. It tells apart the resources of deployments that share an account. */
export const PROJECT_TAG = "redoubt:project";
