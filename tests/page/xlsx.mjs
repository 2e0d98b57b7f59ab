// What the page takes of SheetJS, for the build of www/pkg/xlsx.js.
import spreadsheets from "@e965/xlsx/dist/xlsx.mini.min.js";

export const { read, SSF } = spreadsheets;
