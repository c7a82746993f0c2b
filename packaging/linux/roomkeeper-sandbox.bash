# bash completion for roomkeeper-sandbox

_roomkeeper_sandbox() {
    local cur prev words cword
    _init_completion || return
    case $prev in
    --certificate | --key | --state)
        _filedir
        return
        ;;
    --host)
        mapfile -t COMPREPLY < <(compgen -W "127.0.0.1 ::1 0.0.0.0 ::" -- "$cur")
        return
        ;;
    --port | --name | --access-key | --bearer-token | --rooms | --participants | --seed | --page-size | --participants-page-size | --latency | --faults | --resource-id)
        return
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "
        --help
        --version
        --port
        --host
        --name
        --access-key
        --bearer-token
        --tls
        --certificate
        --key
        --rooms
        --participants
        --seed
        --page-size
        --participants-page-size
        --latency
        --state
        --faults
        --control
        --resource-id" -- "$cur")
} && complete -F _roomkeeper_sandbox roomkeeper-sandbox
