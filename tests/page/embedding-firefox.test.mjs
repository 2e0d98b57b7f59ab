import { embeddingIn } from "./embedding/all.mjs";

await embeddingIn("Firefox");
