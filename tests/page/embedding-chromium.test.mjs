import { embeddingIn } from "./embedding/all.mjs";

await embeddingIn("Chromium");
