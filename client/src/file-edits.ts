/** Changes to files that Warden makes when somebody has asked for it. They can be undone like any other edit. */
import { Range, type Uri, workspace, WorkspaceEdit } from 'vscode'

/** Gives a file another text, and saves it. False when the editor does not let that happen. */
export async function replaceText(file: Uri, text: string, isNew: boolean): Promise<boolean> {
  const edit = new WorkspaceEdit()
  if (isNew) edit.createFile(file, { contents: new TextEncoder().encode(text) })
  else {
    const document = await workspace.openTextDocument(file)
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length))
    edit.replace(file, whole, text)
  }
  if (!(await workspace.applyEdit(edit))) return false
  const document = await workspace.openTextDocument(file)
  return document.save()
}
