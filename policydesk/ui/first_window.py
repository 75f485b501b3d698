"""One window per register on this computer: a second start brings the first window to the front and ends."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 300


def raise_first_window(name: str) -> bool:
    """Ask the window that has this register open, if there is one on this computer, to come to the front."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(b"front")
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for later starts; only the user's own programs may call."""

    def __init__(self, name: str, come_to_front: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._come_to_front = come_to_front
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        # A name left over from a crash belongs to nobody: the register's own lock says who has it open.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self._come_to_front()


def bring_to_front(window: QWidget) -> None:
    """Show a window above the others, also when it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
