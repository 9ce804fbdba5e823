# To be sourced. Starts the executable server with the options after $1, a folder for its output, and sets pid
# and url.
serve() {
  local folder=$1 tries=0
  shift
  : >"$folder/out" # It may hold the URL of an earlier server.
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar adapters/server/target/chatrooms-server.jar --port 0 "$@" \
    >"$folder/out" 2>"$folder/err" &
  pid=$!
  until url=$(sed -n 's/^listening on //p' "$folder/out") && [ -n "$url" ]; do
    kill -0 "$pid" || die "the server ended: $(cat "$folder/err")"
    [ "$((tries += 1))" -le 600 ] || die "the server did not start within a minute: $(cat "$folder/err")"
    sleep 0.1
  done
}
