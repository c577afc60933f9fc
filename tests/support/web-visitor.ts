/** A browser without a screen: keeps cookies, follows nothing, sends the Origin that its pages have. */
export function openVisitor(publicUrl: string) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(`${publicUrl}${path}`, {
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string> | undefined) },
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    ask(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin: publicUrl, ...headers } });
  return {
    cookies,
    ask,
    post,
    /** Opens a page as a person does. */
    open: (path: string): Promise<Response> => ask(path, { headers: { accept: 'text/html' } }),
    logIn: (account: string, password: string): Promise<Response> =>
      post('/login', { account, password }, { accept: 'text/html' }),
  };
}

export type Visitor = ReturnType<typeof openVisitor>;
