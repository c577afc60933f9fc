/** A picture as an address that holds it. */
export async function toDataUrl(picture: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => {
    resolve(reader.result as string);
  };
  reader.onerror = () => {
    reject(new Error('the picture could not be read'));
  };
  reader.readAsDataURL(picture);
  return promise;
}
