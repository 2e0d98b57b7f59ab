/**
 * What is selected around a node. Of a shadow root some browsers tell only there, others only in the document.
 * @param {Node} node @returns {Selection | null}
 */
export function selectionIn(node) {
  const root = /** @type {Partial<Document>} */ (node.getRootNode());
  return root.getSelection ? root.getSelection() : document.getSelection();
}
