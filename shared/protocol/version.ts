/** Version of the wire protocol. A server refuses an older client with `server.newer`, a client an older server with `server.older`. */
export const protocolVersion = 1;
/** Header that carries it both ways. */
export const protocolHeader = 'x-minh-tra-protocol';
/** Header by which a client knows that it speaks to a Minh Tra server and not to a portal page. */
export const serverHeader = 'x-minh-tra-server';
/** Header with the server's clock, milliseconds since 1970, in every answer. */
export const clockHeader = 'x-minh-tra-clock';
